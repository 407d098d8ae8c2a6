using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Projects;

internal sealed record NewProject
{
    [Description("The full path: segments of a-z, 0-9, '_', '.' and '-', joined by slashes.")]
    public string? Path { get; init; }

    [Description("The name shown to people, 1 to 255 characters; the path when left out.")]
    public string? Name { get; init; }

    [Description("The number to take; the next free one when left out.")]
    public string? Id { get; init; }

    [Description("What is switched on: errorTracking, incidents, onCall, runbooks, insights, statusPage; nothing when left out.")]
    public ImmutableArray<string> Features { get; init; }
}
