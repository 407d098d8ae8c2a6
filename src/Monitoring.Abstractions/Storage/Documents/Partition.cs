using System.Globalization;

namespace Monitoring.Storage.Documents;

/// <summary>
/// The unit in which documents are committed together: a project, or the host for what belongs to none. A commit
/// touches one partition, which lets a distributed store keep each on one node.
/// </summary>
public readonly record struct Partition
{
    private Partition(long value) => Value = value;

    /// <summary>The partition of what belongs to no project; also <see langword="default"/>.</summary>
    public static Partition Host => default;

    /// <summary>The project's number, or zero for the host.</summary>
    public long Value { get; }

    /// <summary>The partition of a project; that of the host for <see langword="default"/>.</summary>
    public static Partition Of(ProjectId project) => new(project.Value);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
