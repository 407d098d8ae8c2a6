namespace Monitoring.ErrorTracking.Events;

/// <summary>The addresses of a frame of native code, for symbolication. Addresses are hexadecimal text like <c>0x7fff5fbff000</c>.</summary>
public sealed record NativeFrame
{
    /// <summary>Where the image of the code begins.</summary>
    public string? ImageAddress { get; init; }

    /// <summary>The instruction.</summary>
    public string? InstructionAddress { get; init; }

    /// <summary>Where the function begins.</summary>
    public string? SymbolAddress { get; init; }

    /// <summary>What the instruction address is relative to: <c>abs</c> or <c>rel:</c> with the number of an image.</summary>
    public string? AddressMode { get; init; }

    /// <summary>How far the frame is to be trusted, such as <c>cfi</c> or <c>scan</c>.</summary>
    public string? Trust { get; init; }

    /// <summary>The number of the function in a WebAssembly module or the like.</summary>
    public string? FunctionId { get; init; }
}
