using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Sample;

/// <summary>The key and the tokens of the sample: set by the environment, or made once and kept in the data directory.</summary>
internal sealed record SampleIdentity
{
    private const string FileName = "sample.json";

    /// <summary>The public key of the DSN.</summary>
    public required string Key { get; init; }

    /// <summary>What <c>Authorization: Bearer</c> takes.</summary>
    public required string ApiToken { get; init; }

    /// <summary>The token of the generic and the Prometheus alert intake.</summary>
    public required string AlertKey { get; init; }

    /// <exception cref="ArgumentException">The environment sets a key that is none.</exception>
    /// <exception cref="IOException">The directory cannot be used, or what it keeps cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory does not let this process in.</exception>
    public static SampleIdentity LoadOrCreate(string directory)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, FileName);
        var kept = File.Exists(file) ? Read(file) : null;
        var identity = new SampleIdentity
        {
            Key = Variable("MONITORING_SAMPLE_KEY") ?? kept?.Key ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            ApiToken = Variable("MONITORING_SAMPLE_TOKEN") ?? kept?.ApiToken ?? RandomNumberGenerator.GetHexString(40, lowercase: true),
            AlertKey = Variable("MONITORING_SAMPLE_ALERT_KEY") ?? kept?.AlertKey ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
        };
        if (!PublicKey.TryParse(identity.Key, out _))
        {
            throw new ArgumentException("MONITORING_SAMPLE_KEY: 1 to 64 characters of A-Z, a-z, 0-9 and '_' are expected.");
        }

        if (identity != kept)
        {
            Write(file, identity);
        }

        return identity;
    }

    private static SampleIdentity Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), SampleJson.Default.SampleIdentity) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new IOException($"'{file}' is damaged. Put it back from a backup; without it, senders and callers need the new keys that are made.", exception);
        }
    }

    /// <summary>Written aside and then renamed, so that a crash leaves the old file or the new one and never half of it.</summary>
    private static void Write(string file, SampleIdentity identity)
    {
        var aside = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, options))
        {
            JsonSerializer.Serialize(stream, identity, SampleJson.Default.SampleIdentity);
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, file, overwrite: true);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleIdentity))]
internal sealed partial class SampleJson : JsonSerializerContext;
