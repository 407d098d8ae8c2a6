using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.GitLabApi;

internal sealed record GitLabKeyDocument
{
    public required long Id { get; init; }

    public required bool Active { get; init; }

    [JsonPropertyName("public_key")]
    public required string PublicKey { get; init; }

    [JsonPropertyName("sentry_dsn")]
    public required string SentryDsn { get; init; }

    public static GitLabKeyDocument Of(ClientKey key, Func<ClientKey, string> dsn) =>
        new() { Id = IdOf(key), Active = key.IsActive, PublicKey = key.PublicKey.ToString(), SentryDsn = dsn(key) };

    /// <summary>
    /// GitLab numbers keys and this product does not: the number is made of the key, the first 52 bits of the SHA-256 of its characters, which JavaScript can hold, and 1 at least.
    /// </summary>
    public static long IdOf(ClientKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(key.PublicKey.Value), hash);
        return Math.Max(1, (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 12));
    }
}
