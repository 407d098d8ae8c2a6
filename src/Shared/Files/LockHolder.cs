using System.Globalization;

namespace Monitoring.Storage.Files;

/// <summary>
/// Says in a file beside a lock which process holds it, for the message that another one gets. It decides nothing: it may be missing, and is read only when the lock is held, so that what a killed process left tells nobody wrong.
/// </summary>
internal static class LockHolder
{
    public const string Name = "monitoring.owner";

    private const int MaxLength = 1000;

    public static void Write(string directory)
    {
        try
        {
            var program = Path.GetFileNameWithoutExtension(Environment.ProcessPath);
            File.WriteAllText(Path.Combine(directory, Name), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({program}) on {Environment.MachineName}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk is no reason not to open; the lock is what counts.
        }
    }

    /// <summary>Who holds the lock, or <see langword="null"/> when that is not known.</summary>
    public static string? Read(string directory)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(directory, Name));
            return text.Length is > 0 and <= MaxLength ? text : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
