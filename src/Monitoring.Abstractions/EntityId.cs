using System.Diagnostics.CodeAnalysis;

namespace Monitoring;

/// <summary>The id of anything that is neither project, issue nor event: a UUID of version 7, so ids sort by creation.</summary>
/// <remarks><see langword="default"/> is the nil UUID, the id of nothing.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct EntityId : IComparable<EntityId>
{
    private const long FractionSteps = 1 << 12;

    /// <summary>Wraps a UUID.</summary>
    public EntityId(Guid value) => Value = value;

    /// <summary>The UUID.</summary>
    public Guid Value { get; }

    /// <summary>Whether this is the nil UUID.</summary>
    public bool IsDefault => Value == Guid.Empty;

    /// <summary>Makes a new id at the given clock's instant. Ids sort by it to a quarter of a microsecond, and at random within that.</summary>
    public static EntityId Create(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        var now = timeProvider.GetUtcNow();
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);

        // The fraction of the millisecond in place of the first random bits, as RFC 9562 allows in 6.2, method 3.
        var fraction = now.UtcTicks % TimeSpan.TicksPerMillisecond * FractionSteps / TimeSpan.TicksPerMillisecond;
        bytes[6] = (byte)(0x70 | (fraction >> 8));
        bytes[7] = (byte)fraction;
        return new EntityId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Reads an id from the usual text of a UUID, with dashes; the nil UUID is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntityId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty;
        id = parsed ? new EntityId(value) : default;
        return parsed;
    }

    /// <summary>Compares as the texts of the ids compare.</summary>
    public int CompareTo(EntityId other) => Value.CompareTo(other.Value);

    /// <summary>The usual text of a UUID, lowercase with dashes.</summary>
    public override string ToString() => Value.ToString("D");
}
