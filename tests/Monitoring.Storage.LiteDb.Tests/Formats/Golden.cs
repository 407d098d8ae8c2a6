using System.Reflection;

namespace Monitoring.Storage.LiteDb.Tests.Formats;

/// <summary>
/// Files of earlier versions, embedded in the test assembly. A new one is made by running these tests with
/// <c>MONITORING_WRITE_GOLDEN</c> set to the directory of this file; those that are there are never changed.
/// </summary>
internal static class Golden
{
    private const string Codecs = "codecs.txt";

    private static readonly Lock Gate = new();

    public static string? WriteTo { get; } = Environment.GetEnvironmentVariable("MONITORING_WRITE_GOLDEN");

    /// <summary>The bytes of a thing as they are written down, as hexadecimal digits.</summary>
    public static string Codec(string name, string written)
    {
        if (WriteTo is not null && written.Length > 0)
        {
            lock (Gate)
            {
                File.AppendAllText(Path.Combine(WriteTo, Codecs), $"{name}: {written}\n");
            }
        }

        using var reader = new StreamReader(Open(Codecs));
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith($"{name}: ", StringComparison.Ordinal))
            {
                return line[(name.Length + 2)..];
            }
        }

        return "nothing is written down";
    }

    public static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"golden/{name}") ?? Stream.Null;
}
