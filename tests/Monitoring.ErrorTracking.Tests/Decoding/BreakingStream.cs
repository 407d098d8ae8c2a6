using System.Runtime.InteropServices;
using Monitoring.ErrorTracking.Decoding;

namespace Monitoring.ErrorTracking.Tests.Decoding;

/// <summary>A transport that gives bytes and then breaks; it remembers what native memory it was to fill.</summary>
internal sealed class BreakingStream(int length) : MemoryStream(new byte[length])
{
    public HashSet<NativeBytes> Natives { get; } = [];

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (MemoryMarshal.TryGetMemoryManager<byte, NativeBytes>(buffer, out var native))
        {
            Natives.Add(native);
        }

        return Position == Length ? throw new IOException("The connection is gone.") : base.ReadAsync(buffer, cancellationToken);
    }
}
