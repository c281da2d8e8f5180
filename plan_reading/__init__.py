"""Reads a plan document (.docx, .pdf, .txt, .doc) into a draft: what the plan is, and one draft task per duty.

Rules over the structure of Vietnamese administrative documents (Nghị định 30/2020/NĐ-CP, Party forms), deterministic and
offline. `read_plan.py` is the way in; the folders are its steps: opening, head, outline, bodies, times, duties, tables.
"""
