-- What leads from a hash to its terms is the hash itself, in its facets: an index for it cost half of what terms cost.
drop index $.hash_term_of_hash;
