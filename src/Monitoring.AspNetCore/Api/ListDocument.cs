using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api;

/// <summary>A page of a list.</summary>
internal sealed record ListDocument<T>
{
    [Description("The items of this page.")]
    public required ImmutableArray<T> Items { get; init; }

    [Description("What to pass as cursor for the next page; null when this is the last.")]
    public required string? Next { get; init; }
}
