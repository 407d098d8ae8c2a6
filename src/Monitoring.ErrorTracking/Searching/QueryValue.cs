using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching;

/// <summary>What a key is compared with.</summary>
internal sealed record QueryValue
{
    /// <summary>Where it stands in the text, from 0.</summary>
    public int Position { get; init; }

    public QueryOperator Operator { get; init; }

    /// <summary>The text between the asterisks, if there are any.</summary>
    public required TextPattern Text { get; init; }

    /// <summary>The text when it has no asterisks; else as it was written.</summary>
    public string Plain => Text.IsExact ? Text.Parts[0] : Text.ToString();
}
