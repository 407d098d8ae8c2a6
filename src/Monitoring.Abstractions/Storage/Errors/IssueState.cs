using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Monitoring.Storage.Errors;

/// <summary>The part of an issue that people and <see cref="IssueLifecycle"/> change.</summary>
/// <remarks>Two states are equal when all that they hold is, the releases in their order.</remarks>
public sealed record IssueState
{
    /// <summary>The state of an issue that has just been opened.</summary>
    public static IssueState Opened { get; } = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.New };

    /// <summary>Whether the issue needs somebody.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>Why it has this status, as of <see cref="Since"/>; <see cref="IssueLifecycle.At"/> says what it has become by now.</summary>
    public required IssueSubstatus Substatus { get; init; }

    /// <summary>When the state began: the receipt of the event or the instant of the change, by the store's telling; <see langword="null"/> when it was not told.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What brought the issue into this state.</summary>
    public IssueStateCause Cause { get; init; }

    /// <summary>The cause in words, such as <c>2.4.1 &gt; fixed in 2.4.0, version order</c>; <see langword="null"/> when somebody set the state. Of a commit it names the author.</summary>
    public string? Reason { get; init; }

    /// <summary>What the issue had counted when somebody set the state; the store's to fill in.</summary>
    public IssueBaseline? Baseline { get; init; }

    /// <summary>
    /// The releases in which it was resolved, one for each branch. Events of releases before the nearest of them do not bring the issue
    /// back. When this and <see cref="ResolvedAfterReleases"/> are empty, any event does.
    /// </summary>
    public ImmutableArray<string> ResolvedInReleases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Releases that are known not to have the mending: events of them, and of releases before them, do not bring the issue back. Of an
    /// issue that is resolved in the next release these are the newest releases of that moment, one for each package, and releases
    /// without an order that were known then.
    /// </summary>
    public ImmutableArray<string> ResolvedAfterReleases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Of an ignored issue, what brings it back; <see langword="null"/> when nothing does.</summary>
    public IgnoreConditions? Conditions { get; init; }

    /// <summary>Whether it is resolved in a release that was not known when it was resolved.</summary>
    [JsonIgnore]
    public bool IsResolvedInNextRelease => Status == IssueStatus.Resolved && ResolvedInReleases.IsEmpty && !ResolvedAfterReleases.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(IssueState? other) => other is not null
        && (Status, Substatus, Since, Cause, Reason) == (other.Status, other.Substatus, other.Since, other.Cause, other.Reason)
        && Baseline == other.Baseline
        && Conditions == other.Conditions
        && ResolvedInReleases.AsSpan().SequenceEqual(other.ResolvedInReleases.AsSpan())
        && ResolvedAfterReleases.AsSpan().SequenceEqual(other.ResolvedAfterReleases.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, Substatus, Since, Cause, Conditions, ResolvedInReleases.Length, ResolvedAfterReleases.Length);
}
