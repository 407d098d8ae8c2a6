using System.Globalization;

namespace Monitoring.Storage.PostgreSql.Schema;

/// <summary>A step of the schema: a numbered script that is part of the assembly. A step that was released is never changed.</summary>
internal sealed record Migration
{
    /// <summary>Its number, from 1 on without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The statements; <c>$.</c> stands for the schema.</summary>
    public required string Script { get; init; }

    /// <summary>All steps in their order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Read().OrderBy(migration => migration.Version)];

    private static IEnumerable<Migration> Read()
    {
        var assembly = typeof(Migration).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            yield return new Migration { Version = int.Parse(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture), Script = reader.ReadToEnd() };
        }
    }
}
