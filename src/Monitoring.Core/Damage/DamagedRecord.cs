namespace Monitoring.Core.Damage;

/// <summary>A stored document that cannot be read, as it lies in the store. Lists leave it out.</summary>
public sealed record DamagedRecord
{
    /// <summary>The longest <see cref="Raw"/>, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>The kind of document, such as <c>alert-rules</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>The version of the shape that it says to have.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public required string Problem { get; init; }

    /// <summary>Its bytes as text, redacted and cut to <see cref="MaxLength"/>. May hold personal data.</summary>
    public required string Raw { get; init; }
}
