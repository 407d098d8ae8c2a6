using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>Where an issue stands in an order: the greatest first, and of equal ones the greatest id.</summary>
internal readonly record struct IssuePlace(long Key, long Id) : IComparable<IssuePlace>
{
    public const int Length = 2 * sizeof(long);

    public static IssuePlace Of(IssueRow row, IssueSort sort) => new(
        sort switch
        {
            IssueSort.LastSeen => row.LastSeen.UtcTicks,
            IssueSort.FirstSeen => row.FirstSeen.UtcTicks,
            IssueSort.Events => row.Count,
            IssueSort.Users => row.UserCount,
            _ => throw new ArgumentException($"'{sort}' is no order of issues."),
        },
        row.Id.Value);

    /// <summary>The field that the database has in this order; <see langword="null"/> when there is none.</summary>
    public static string? FieldOf(IssueSort sort) => sort switch
    {
        IssueSort.LastSeen => IssueFields.LastSeen,
        IssueSort.FirstSeen => IssueFields.FirstSeen,
        IssueSort.Events => IssueFields.Events,
        IssueSort.Users => IssueFields.Users,
        IssueSort.Trend => null,
        _ => throw new ArgumentException($"'{sort}' is no order of issues."),
    };

    /// <summary>The key in the database's index, where the first place has the smallest key.</summary>
    public byte[] ToKey(ProjectId project) => Keys.Of(project.Value, ~Key, ~Id);

    public byte[] ToBytes() => Keys.Of(Key, Id);

    public static IssuePlace Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new IssuePlace(Keys.Read(bytes), Keys.Read(bytes[sizeof(long)..])) : throw new InvalidCursorException();

    /// <summary>Negative when this one is listed first.</summary>
    public int CompareTo(IssuePlace other)
    {
        var order = other.Key.CompareTo(Key);
        return order != 0 ? order : other.Id.CompareTo(Id);
    }
}
