using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Collects items of which only the oldest and the newest are kept when there are too many.</summary>
internal sealed class BoundedList<T>(int oldest, int newest)
{
    private T[] _kept = [];
    private int _total;

    /// <summary>How many items were added.</summary>
    public int Total => _total;

    /// <summary>How many items were left out.</summary>
    public int Dropped => Math.Max(0, _total - oldest - newest);

    public void Add(T item)
    {
        var place = _total < oldest + newest ? _total : oldest + ((_total - oldest) % newest);
        if (place == _kept.Length)
        {
            Array.Resize(ref _kept, Math.Clamp(_kept.Length * 2, 4, oldest + newest));
        }

        _kept[place] = item;
        _total++;
    }

    /// <summary>The kept items in their order; the list is empty afterwards.</summary>
    public ImmutableArray<T> Drain()
    {
        var count = _total - Dropped;
        var items = new T[count];
        var ringStart = Dropped == 0 ? 0 : (_total - oldest) % newest;
        var head = Math.Min(oldest, count);
        var tail = _kept.AsSpan(head, count - head);
        _kept.AsSpan(0, head).CopyTo(items);
        tail[ringStart..].CopyTo(items.AsSpan(head));
        tail[..ringStart].CopyTo(items.AsSpan(count - ringStart));
        Array.Clear(_kept, 0, count);
        _total = 0;
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }
}
