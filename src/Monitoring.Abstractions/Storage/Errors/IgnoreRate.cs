using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// So many events within a window that slides with time, by their receipt. The window is counted in <see cref="Slots"/> slots, the newest of them is not
/// over yet: events older than the window never count, and events as close together as five slots always do.
/// </summary>
public sealed record IgnoreRate
{
    /// <summary>How many slots the window has.</summary>
    public const int Slots = 6;

    /// <summary>How many events, at least 1.</summary>
    public required long Count { get; init; }

    /// <summary>The length of the window, at least a minute.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>The newest slot, counted from the beginning of the calendar; 0 while no event has come.</summary>
    public long Slot { get; init; }

    /// <summary>Events of the slots up to <see cref="Slot"/>, the oldest first; empty while no event has come.</summary>
    public ImmutableArray<long> Recent { get; init => field = value.IsDefault ? [] : value; } = [];

    private long SlotTicks => Math.Max(1, Window.Ticks / Slots);

    /// <summary>The same with one more event.</summary>
    public IgnoreRate With(DateTimeOffset receivedAt)
    {
        var slot = receivedAt.UtcTicks / SlotTicks;
        var newest = Recent.IsEmpty ? slot : Math.Max(Slot, slot);
        var counts = Shifted(newest);
        if (newest - slot < Slots)
        {
            counts[Slots - 1 - (int)(newest - slot)]++;
        }

        return this with { Slot = newest, Recent = [.. counts] };
    }

    /// <summary>How many events the window counts that ends at an instant.</summary>
    public long SeenAt(DateTimeOffset at) => Recent.IsEmpty ? 0 : Shifted(Math.Max(Slot, at.UtcTicks / SlotTicks)).Sum();

    /// <inheritdoc/>
    public bool Equals(IgnoreRate? other) => other is not null
        && (Count, Window, Slot) == (other.Count, other.Window, other.Slot)
        && Recent.AsSpan().SequenceEqual(other.Recent.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Window, Slot);

    private long[] Shifted(long newest)
    {
        var counts = new long[Slots];
        for (var i = 0; i < Recent.Length; i++)
        {
            var age = newest - Slot + (Recent.Length - 1 - i);
            if (age < Slots)
            {
                counts[Slots - 1 - (int)age] = Recent[i];
            }
        }

        return counts;
    }
}
