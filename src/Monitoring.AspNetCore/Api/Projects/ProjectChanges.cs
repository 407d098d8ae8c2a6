using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Projects;

internal sealed record ProjectChanges
{
    [Description("The new name, 1 to 255 characters.")]
    public string? Name { get; init; }
}
