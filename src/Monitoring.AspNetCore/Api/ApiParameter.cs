namespace Monitoring.AspNetCore.Api;

/// <summary>A parameter of an operation, for the OpenAPI document.</summary>
internal sealed record ApiParameter
{
    public required string Name { get; init; }

    /// <summary><c>path</c>, <c>query</c> or <c>header</c>.</summary>
    public required string In { get; init; }

    public required string Description { get; init; }

    public required string Example { get; init; }

    /// <summary><c>string</c>, <c>integer</c> or <c>boolean</c>.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Whether a call without it is refused; one of the path always is there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The values that are allowed; empty for all of the type.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
