namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>
/// A part of what an event is grouped by: a value, or a list of parts. The tree is decided once; hashing reads the values of those parts that
/// count, explaining reads all of it.
/// </summary>
internal abstract class Component(string id)
{
    /// <summary>What it is, such as <c>stacktrace</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Whether its values count.</summary>
    public bool Contributes { get; protected set; }

    public Hint Hint { get; protected set; }

    /// <summary>Says that it does not count, and why.</summary>
    public void Ignore(Hint hint)
    {
        Contributes = false;
        Hint = hint;
    }

    /// <summary>Gives the values that count to the hash, in order.</summary>
    public abstract void Write(HashInput values);

    /// <summary>Whether it holds, at any depth below parts that count, a stack trace that counts.</summary>
    public virtual bool HasContributingTrace => false;

    /// <summary>The whole of it, for people.</summary>
    public abstract GroupingComponent Explain();
}
