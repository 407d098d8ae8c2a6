using System.Diagnostics.CodeAnalysis;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>What the events with one primary hash have counted, with what a transaction has added to it.</summary>
internal sealed class HashRow(short part, ProjectId project, GroupingHash hash, long id)
{
    public short Part { get; } = part;

    public ProjectId Project { get; } = project;

    public GroupingHash Hash { get; } = hash;

    public long Id { get; } = id;

    /// <summary>Who owns it; <see langword="null"/> while no event had it.</summary>
    public IssueHead? Owner { get; set; }

    /// <summary>The id of the owner as it is stored; 0 for none.</summary>
    public long OwnerId { get; init; }

    public long Token { get; init; }

    public long Events { get; set; }

    public long FirstSeen { get; set; }

    public long LastSeen { get; set; }

    public long LatestReceived { get; set; }

    public EventId LatestEvent { get; set; }

    public HashFacets? Facets { get; set; }

    public DistinctSketch? Users { get; set; }

    public bool IsCounted { get; private set; }

    public bool HasNewUsers { get; private set; }

    public long Texts { get; init; }

    public bool HasNewOwner { get; set; }

    /// <summary>The event whose texts are the hash's from now on.</summary>
    public GroupedEvent? Latest { get; private set; }

    /// <summary>How many events came in which hours.</summary>
    public Dictionary<int, long> NewHours { get; } = [];

    /// <summary>The terms that it was not known by before.</summary>
    public List<long> NewTerms { get; } = [];

    [MemberNotNullWhen(true, nameof(Facets), nameof(Users))]
    public bool IsLoaded => Facets is not null && Users is not null;

    /// <summary>Counts an event.</summary>
    public NewOfHash Add(GroupedEvent added)
    {
        if (!IsLoaded)
        {
            throw new InvalidOperationException($"Hash {Hash} has not been read.");
        }

        var ticks = added.Timestamp.UtcTicks;
        FirstSeen = Events == 0 ? ticks : Math.Min(FirstSeen, ticks);
        LastSeen = Events == 0 ? ticks : Math.Max(LastSeen, ticks);
        if (Events == 0 || (added.ReceivedAt.UtcTicks, added.EventId).CompareTo((LatestReceived, LatestEvent)) > 0)
        {
            (LatestReceived, LatestEvent, Latest) = (added.ReceivedAt.UtcTicks, added.EventId, added);
        }

        Events++;
        IsCounted = true;
        var hour = Hours.Of(ticks);
        NewHours[hour] = NewHours.GetValueOrDefault(hour) + 1;
        return AddUser(added, Users) | (AddFacets(added, Facets) ? NewOfHash.Place : NewOfHash.Nothing);
    }

    private NewOfHash AddUser(GroupedEvent added, DistinctSketch users)
    {
        if (added.UserHash is not { } user || users.Covers(user))
        {
            return NewOfHash.Nothing;
        }

        users.Add(user);
        HasNewUsers = true;
        return NewOfHash.User;
    }

    private bool AddFacets(GroupedEvent added, HashFacets facets)
    {
        var environments = facets.Environments.Count;
        var services = facets.Services.Count;
        var releases = facets.Releases.Count;
        var keys = facets.Tags.Count;
        var newTags = new List<EventTag>();
        var isNew = facets.Add(added, newTags);
        AddTerm(facets.Environments.Count > environments, Terms.Environment, added.Environment);
        AddTerm(facets.Services.Count > services, Terms.Service, added.Service);
        AddTerm(facets.Releases.Count > releases, Terms.Release, added.Release);
        foreach (var tag in newTags)
        {
            NewTerms.Add(Terms.Tag(tag.Key, tag.Value));
            if (facets.Tags.Count > keys && facets.Tags[tag.Key].Values.Count == 1)
            {
                NewTerms.Add(Terms.TagKey(tag.Key));
            }
        }

        return isNew;
    }

    private void AddTerm(bool isNew, Func<string, long> term, string? value)
    {
        if (isNew)
        {
            NewTerms.Add(term(value!));
        }
    }
}
