namespace Monitoring.Signals;

/// <summary>
/// Something that happened which other parts of the product may want to act on. A small immutable record, committed
/// together with the change that caused it.
/// </summary>
public interface ISignal
{
    /// <summary>The project that it happened in, or <see langword="default"/> for the host.</summary>
    ProjectId ProjectId { get; }

    /// <summary>What it is about, such as <c>issue:42</c>; signals about the same thing are delivered in order.</summary>
    string AggregateId { get; }
}
