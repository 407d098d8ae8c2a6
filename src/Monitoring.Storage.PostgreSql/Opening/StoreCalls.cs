using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>
/// Runs calls on connections of their own and tells callers of nothing but what they may expect. What lost a race, or found the database away before anything of
/// it could have become durable, is tried again inside.
/// </summary>
internal static class StoreCalls
{
    private const int RacesLost = 20;
    private const int TimesAway = 3;

    /// <summary>A transaction: runs the work and commits.</summary>
    /// <param name="store">The store.</param>
    /// <param name="mayRepeat">Whether the work may be repeated when it is not known whether its commit came to pass.</param>
    /// <param name="work">The work; it may run several times.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async ValueTask<T> TransactAsync<T>(
        this PostgreSqlStore store, bool mayRepeat, Func<Transaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        for (int lost = 0, away = 0; ;)
        {
            await using var transaction = new Transaction(store.Database);
            try
            {
                await transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
                var answer = await work(transaction, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return answer;
            }
            catch (Exception exception) when (Faults.IsLostRace(exception) && lost < RacesLost)
            {
                lost++;
                await Task.Delay(Random.Shared.Next(1, 1 << Math.Min(lost + 1, 6)), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Faults.MayPassSoon(exception) && (mayRepeat || !transaction.IsCommitting) && away < TimesAway)
            {
                away++;
                await store.WaitAsync(exception, away, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (store.IsOfDatabase(exception))
            {
                throw Faults.Translate(exception);
            }
        }
    }

    /// <summary>A read: one or more statements that see what was committed before each of them.</summary>
    public static async ValueTask<T> ReadAsync<T>(this PostgreSqlStore store, Func<NpgsqlConnection, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        for (var away = 1; ; away++)
        {
            try
            {
                await using var connection = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                return await read(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when ((Faults.MayPassSoon(exception) || Faults.IsLostRace(exception)) && away <= TimesAway)
            {
                await store.WaitAsync(exception, away, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (store.IsOfDatabase(exception))
            {
                throw Faults.Translate(exception);
            }
        }
    }

    /// <summary>A read by who cannot await, of a store that is open; without repetition.</summary>
    public static T Read<T>(this PostgreSqlStore store, Func<NpgsqlConnection, T> read)
    {
        try
        {
            using var connection = store.Database.Source.OpenConnection();
            return read(connection);
        }
        catch (Exception exception) when (store.IsOfDatabase(exception))
        {
            throw Faults.Translate(exception);
        }
    }

    /// <summary>A call without repetition.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (Faults.MayPass(exception))
        {
            throw Faults.Translate(exception);
        }
    }

    /// <summary>Whether the database failed, or the store was closed under the call.</summary>
    private static bool IsOfDatabase(this PostgreSqlStore store, Exception exception) => Faults.MayPass(exception) || (exception is ObjectDisposedException && store.IsClosed);

    private static async ValueTask WaitAsync(this PostgreSqlStore store, Exception exception, int away, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromMilliseconds(100 << away);
        Log.Retrying(store.Settings.Logger, exception, delay);
        if (Faults.IsOfStandby(exception))
        {
            store.Database.Source.Clear();
        }

        await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
    }
}
