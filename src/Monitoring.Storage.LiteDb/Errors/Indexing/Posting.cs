namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>The issues that have a term, by their slots, in no order. Most terms have one issue, which takes no room of its own.</summary>
internal struct Posting
{
    private int _single;
    private int[]? _slots;

    public int Count { get; private set; }

    public void Add(int slot)
    {
        if (Count == 0)
        {
            _single = slot;
        }
        else
        {
            _slots ??= [_single, 0];
            if (Count == _slots.Length)
            {
                Array.Resize(ref _slots, Count * 2);
            }

            _slots[Count] = slot;
        }

        Count++;
        if (Count == 1 && _slots is not null)
        {
            _slots[0] = slot;
        }
    }

    public void Remove(int slot)
    {
        if (_slots is null)
        {
            Count = Count == 1 && _single == slot ? 0 : Count;
            return;
        }

        var at = _slots.AsSpan(0, Count).IndexOf(slot);
        if (at >= 0)
        {
            _slots[at] = _slots[--Count];
            _single = _slots[0];
        }
    }

    public readonly void AddTo(Bitmap slots)
    {
        if (_slots is null)
        {
            if (Count == 1)
            {
                slots.Add(_single);
            }

            return;
        }

        foreach (var slot in _slots.AsSpan(0, Count))
        {
            slots.Add(slot);
        }
    }
}
