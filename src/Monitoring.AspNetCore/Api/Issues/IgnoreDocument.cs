using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

[Description("What brings an ignored issue back: the first of these that an event meets.")]
internal sealed record IgnoreDocument
{
    [Description("An event received at or after this instant.")]
    public DateTimeOffset? Until { get; init; }

    [Description("So many more events; the last of them brings it back.")]
    public long? Events { get; init; }

    [Description("So many more different users.")]
    public long? Users { get; init; }

    [Description("So many events within so much time.")]
    public IgnoreRateDocument? Rate { get; init; }

    [Description("More events in an hour than the week before lets expect.")]
    public bool UntilEscalating { get; init; }

    public IgnoreConditions Read() => new()
    {
        Until = Until,
        Events = Events,
        Users = Users,
        Rate = Rate is null ? null : new IgnoreRate { Count = Rate.Count, Window = Rate.Window },
        UntilEscalating = UntilEscalating,
    };

    public static IgnoreDocument? Of(IgnoreConditions? conditions) => conditions is null ? null : new()
    {
        Until = conditions.Until,
        Events = conditions.Events,
        Users = conditions.Users,
        Rate = conditions.Rate is { } rate ? new() { Count = rate.Count, Window = rate.Window } : null,
        UntilEscalating = conditions.UntilEscalating,
    };
}
