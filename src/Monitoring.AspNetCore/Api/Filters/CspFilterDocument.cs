using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Filters;

internal sealed record CspFilterDocument
{
    [Description("The directive, such as script-src; null for any.")]
    public string? Directive { get; init; }

    [Description("A pattern of what was blocked, or of the file that asked for it; null for any.")]
    public string? Source { get; init; }
}
