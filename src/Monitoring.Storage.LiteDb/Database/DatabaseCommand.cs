namespace Monitoring.Storage.LiteDb.Database;

/// <summary>Something to be done on the thread that writes the database.</summary>
internal abstract class DatabaseCommand
{
    /// <summary>Whether it changes nothing and wants to be done between two transactions, when all that was answered is in the files.</summary>
    public virtual bool IsBetween => false;

    /// <summary>
    /// Does it, inside a transaction that may be shared with other commands. What throws <see cref="ArgumentException"/>
    /// or <see cref="MonitoringException"/> must have written nothing.
    /// </summary>
    public abstract void Execute(DatabaseFile database);

    /// <summary>The transaction is durable.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}
