"""A check-in kiosk for churches that keep their people in Planning Center Online."""
