using System.Diagnostics;
using Xunit;

namespace Monitoring.TestData;

/// <summary>Waits for what is done in the background until it is there, however slow or busy the machine is.</summary>
public static class Eventually
{
    /// <summary>Far longer than anything takes on any machine; it only keeps a test that waits in vain from waiting for ever.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Reads again and again until what is read is as wanted, and gives it; when it does not come to that, gives what was read last, for the test to judge.</summary>
    /// <param name="read">Reads the present state.</param>
    /// <param name="isWanted">Whether it is the one that is waited for.</param>
    /// <param name="meanwhile">What is done between two readings, such as moving a clock on.</param>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read, Func<T, bool> isWanted, Action? meanwhile = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await read();
            if (isWanted(found) || Stopwatch.GetElapsedTime(began) > Patience)
            {
                return found;
            }

            meanwhile?.Invoke();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
