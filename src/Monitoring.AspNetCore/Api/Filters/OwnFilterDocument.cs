using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Filters;

internal sealed record OwnFilterDocument
{
    [Description("Lower-case letters, digits and hyphens; outcomes call it generic:name.")]
    public required string Name { get; init; }

    [Description("The field of the normalised event, such as tags.tenant, exception.type, request.headers.User-Agent or contexts.app.app_version.")]
    public required string Path { get; init; }

    [Description("The pattern that its text must match.")]
    public required string Pattern { get; init; }
}
