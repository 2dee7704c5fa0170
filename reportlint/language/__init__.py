"""How English report text is compared, searched, dated and named; no words of any council."""
