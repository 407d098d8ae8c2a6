using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>An attachment on its way into the store. Its content lies in the memory of the request.</summary>
internal sealed record NewAttachment
{
    private const string Algorithm = "attachment:1";

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required string Type { get; init; }

    public required ReadOnlySequence<byte> Content { get; init; }

    public required string Sha256 { get; init; }

    public Minidump? Minidump { get; init; }

    public static string Hash(ReadOnlySequence<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var segment in content)
        {
            hash.AppendData(segment.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The id: the first bytes of a SHA-256 over the parts in UTF-8, each with its length before it.</summary>
    public EntityId IdFor(EventId eventId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (ReadOnlySpan<string>)[Algorithm, eventId.ToString(), Name, Type, Sha256])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new EntityId(new Guid(hash.GetHashAndReset().AsSpan(0, 16), bigEndian: true));
    }
}
