using Monitoring.Core.Redaction;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>What is to be looked for in one text.</summary>
internal readonly record struct TextTask
{
    /// <summary>What the built-in rules look for.</summary>
    public SecretKinds Kinds { get; init; }

    /// <summary>Whether the built-in rules look for parameters of queries.</summary>
    public bool Query { get; init; }

    /// <summary>Whether the built-in rules look for account numbers.</summary>
    public bool Accounts { get; init; }

    /// <summary>Whether IP addresses are masked or taken out.</summary>
    public bool Addresses { get; init; }

    /// <summary>The project's rules that apply, as bits.</summary>
    public ulong Rules { get; init; }

    public bool IsNothing => Kinds == SecretKinds.None && !Query && !Accounts && !Addresses && Rules == 0;
}
