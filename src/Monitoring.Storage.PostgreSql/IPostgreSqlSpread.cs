namespace Monitoring.Storage.PostgreSql;

/// <summary>Spreads the events of a hot project over several parts of the database. <c>UsePostgreSql</c> registers it where it keeps errors.</summary>
/// <remarks>
/// <para>All of a project has one part, a number by which tables can be distributed over nodes. Payloads, facts and rows of events are nearly all of its bytes and of its log; spread, they lie in as many parts from
/// the project's own on. Its issues, their counts and the ids of its events stay where they are, so that no event is counted twice, whatever each host knows.</para>
/// <para>On one server, and without tables distributed by <c>part</c>, it gains nothing. What was stored before stays where it is and is found as before. Safe to call on any thread, while any number of hosts append.</para>
/// </remarks>
public interface IPostgreSqlSpread
{
    /// <summary>The most parts over which a project can be spread.</summary>
    const int MaxParts = 64;

    /// <summary>Raises the number of parts over which events of a project are spread from the next append on. It is never lowered: a smaller number changes nothing.</summary>
    /// <param name="project">The project; it need not have any event yet.</param>
    /// <param name="parts">Over how many parts, 1 to <see cref="MaxParts"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Over how many parts its events are spread now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There cannot be so many parts.</exception>
    /// <exception cref="StorageUnavailableException">The database is away; nothing was raised, or it was and the answer got lost.</exception>
    ValueTask<int> RaiseAsync(ProjectId project, int parts, CancellationToken cancellationToken = default);
}
