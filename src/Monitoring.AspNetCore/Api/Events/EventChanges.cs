using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Events;

internal sealed record EventChanges
{
    [Description("Whether the event is to stay.")]
    public required bool Pinned { get; init; }
}
