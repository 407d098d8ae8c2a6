namespace Monitoring.TestData.Secrets;

/// <summary>A secret to be planted.</summary>
public sealed record Secret
{
    /// <summary>The part that must not be found again.</summary>
    public required string Needle { get; init; }

    /// <summary>A text with the secret in it; null when only the name of its field tells of it.</summary>
    public required string? Text { get; init; }

    /// <summary>The name of its field, when that tells of it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is found in code, too.</summary>
    public bool IsFoundInCode { get; init; }
}
