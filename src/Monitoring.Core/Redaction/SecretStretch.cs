namespace Monitoring.Core.Redaction;

/// <summary>A part of a text that a <see cref="SecretScanner"/> found.</summary>
public readonly record struct SecretStretch
{
    /// <summary>The index of the first character.</summary>
    public required int Start { get; init; }

    /// <summary>The index behind the last character.</summary>
    public required int End { get; init; }

    /// <summary>What it is: one kind.</summary>
    public required SecretKinds Kind { get; init; }
}
