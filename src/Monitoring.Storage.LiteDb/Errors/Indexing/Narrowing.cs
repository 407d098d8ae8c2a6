using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>What an index says to a condition: the issues that may meet it.</summary>
/// <param name="Slots">Every issue that meets it is among these; <see langword="null"/> for all of them.</param>
/// <param name="IsExact">Whether no others are.</param>
internal readonly record struct Narrowing(Bitmap? Slots, bool IsExact)
{
    private const int FewEnough = 32;

    public static Narrowing Everything { get; } = new(null, true);

    public static Narrowing Unknown { get; } = new(null, false);

    public static Narrowing Of(IssueFilter filter, IssueColumns columns, IssueTerms terms, Bitmap all) => filter switch
    {
        IssueFilter.All of => All(of.Filters.OrderBy(Cost), columns, terms, all),
        IssueFilter.Any of => of.Filters.Select(inner => Of(inner, columns, terms, all)).Aggregate(new Narrowing(new Bitmap(0), true), (first, second) => first.Or(second)),
        IssueFilter.Not of => Of(of.Filter, columns, terms, all).Not(all),
        IssueFilter.HasStatus of => Exactly(columns.Find((status, _, _) => status == of.Status)),
        IssueFilter.HasSubstatus of => Substatus(of, columns),
        IssueFilter.HasLevel of => Exactly(columns.Find((_, _, level) => level == of.Level)),
        IssueFilter.InRange of => Exactly(columns.Find(SortOf(of.Number), of.Min, of.Max)),
        IssueFilter.InEnvironment of => Exactly(terms.Environments.Find(of.Environment, columns.Count)),
        IssueFilter.InService of => Exactly(terms.Services.Find(of.Service, columns.Count)),
        IssueFilter.InRelease of => Exactly(terms.Releases.Find(of.Release, columns.Count)),
        IssueFilter.HasField of => Field(of, columns, terms),
        IssueFilter.ContainsText of => new Narrowing(terms.Words.Find(of.Text, columns.Count), false),
        IssueFilter.HasTag of => terms.Tags.Find(of.Key, of.Value, columns.Count) is var (slots, isExact) ? new Narrowing(slots, isExact) : Unknown,
        _ => Unknown,
    };

    /// <summary>What was new, regressed or escalating is ongoing after a while, which is not written down: when that is, the condition itself knows.</summary>
    private static Narrowing Substatus(IssueFilter.HasSubstatus of, IssueColumns columns) => of.Substatus switch
    {
        IssueSubstatus.Ongoing => new Narrowing(columns.Find((status, _, _) => status == IssueStatus.Unresolved), false),
        IssueSubstatus.New or IssueSubstatus.Regressed or IssueSubstatus.Escalating => new Narrowing(columns.Find((_, substatus, _) => substatus == of.Substatus), false),
        _ => Exactly(columns.Find((_, substatus, _) => substatus == of.Substatus)),
    };

    private static Narrowing All(IEnumerable<IssueFilter> filters, IssueColumns columns, IssueTerms terms, Bitmap all)
    {
        var narrowed = Everything;
        foreach (var filter in filters)
        {
            narrowed = narrowed.And(Of(filter, columns, terms, all));
            if (narrowed.Slots?.HasAtMost(FewEnough) == true)
            {
                // To read these is less work than to narrow further.
                return narrowed with { IsExact = false };
            }
        }

        return narrowed;
    }

    /// <summary>Those that leave few first.</summary>
    private static int Cost(IssueFilter filter) => filter switch
    {
        IssueFilter.HasTag or IssueFilter.ContainsText or IssueFilter.HasField => 0,
        IssueFilter.InRelease or IssueFilter.InService or IssueFilter.InEnvironment => 1,
        _ => 2,
    };

    private static Narrowing Exactly(Bitmap slots) => new(slots, true);

    private static Narrowing Field(IssueFilter.HasField of, IssueColumns columns, IssueTerms terms) => of.Field switch
    {
        IssueField.Type => Exactly(terms.Types.Find(of.Value, columns.Count)),
        IssueField.Platform => Exactly(terms.Platforms.Find(of.Value, columns.Count)),
        IssueField.Assignee => Exactly(terms.Assignees.Find(of.Value, columns.Count)),

        // Each part between asterisks is contained, which the words can tell something of.
        _ => of.Value.Parts
            .Select(part => new Narrowing(terms.Words.Find(part, columns.Count), false))
            .Aggregate(Unknown, (first, second) => first.And(second)),
    };

    private static IssueSort SortOf(IssueNumber number) => number switch
    {
        IssueNumber.Events => IssueSort.Events,
        IssueNumber.Users => IssueSort.Users,
        IssueNumber.FirstSeen => IssueSort.FirstSeen,
        IssueNumber.LastSeen => IssueSort.LastSeen,
        _ => throw new ArgumentException($"'{number}' is no number of an issue."),
    };

    private Narrowing And(Narrowing other)
    {
        if (Slots is null || other.Slots is null)
        {
            return new Narrowing(Slots ?? other.Slots, IsExact && other.IsExact);
        }

        Slots.And(other.Slots);
        return new Narrowing(Slots, IsExact && other.IsExact);
    }

    private Narrowing Or(Narrowing other)
    {
        if (Slots is null || other.Slots is null)
        {
            return (Slots is null && IsExact) || (other.Slots is null && other.IsExact) ? Everything : Unknown;
        }

        Slots.Or(other.Slots);
        return new Narrowing(Slots, IsExact && other.IsExact);
    }

    private Narrowing Not(Bitmap all)
    {
        if (!IsExact)
        {
            return Unknown;
        }

        var others = all.Copy();
        if (Slots is null)
        {
            return Exactly(new Bitmap(0));
        }

        others.Except(Slots);
        return Exactly(others);
    }
}
