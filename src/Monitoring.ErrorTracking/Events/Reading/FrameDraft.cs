using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>A frame while it is being read.</summary>
internal struct FrameDraft
{
    public string? Function;
    public string? RawFunction;
    public string? Module;
    public string? FileName;
    public string? AbsolutePath;
    public string? Package;
    public string? Symbol;
    public string? Platform;
    public int? LineNumber;
    public int? ColumnNumber;
    public bool? InApp;
    public string? ContextLine;
    public RawJson PreContext;
    public RawJson PostContext;
    public RawJson Variables;
    public RawJson Data;
    public string? InstructionAddress;
    public string? ImageAddress;
    public string? SymbolAddress;
    public string? AddressMode;
    public string? Trust;
    public string? FunctionId;
    private ImmutableArray<NamedJson> _other;

    /// <summary>Keeps an attribute that is only passed on; the last one of a name.</summary>
    public void AddOther(string name, RawJson value)
    {
        var others = _other.IsDefault ? [] : _other.RemoveAll(other => other.Name == name);
        _other = others.Add(new NamedJson(name, value));
    }

    public StackFrame Build()
    {
        CompletePaths();
        return new StackFrame
        {
            Function = Function,
            RawFunction = RawFunction,
            Module = Module,
            FileName = FileName,
            AbsolutePath = AbsolutePath,
            Package = Package,
            Symbol = Symbol,
            Platform = Platform,
            LineNumber = LineNumber,
            ColumnNumber = ColumnNumber,
            InApp = InApp,
            ContextLine = ContextLine,
            PreContext = PreContext,
            PostContext = PostContext,
            Variables = Variables,
            Data = Data,
            Native = BuildNative(),
            Other = _other.IsDefault ? [] : _other,
        };
    }

    private readonly NativeFrame? BuildNative() =>
        InstructionAddress is null && ImageAddress is null && SymbolAddress is null && AddressMode is null && Trust is null && FunctionId is null
            ? null
            : new NativeFrame
            {
                InstructionAddress = InstructionAddress,
                ImageAddress = ImageAddress,
                SymbolAddress = SymbolAddress,
                AddressMode = AddressMode,
                Trust = Trust,
                FunctionId = FunctionId,
            };

    /// <summary>Each of file and path stands in for the other; of a URL only the path names the file.</summary>
    private void CompletePaths()
    {
        if (AbsolutePath is null)
        {
            AbsolutePath = FileName;
            FileName = null;
        }

        FileName ??= AbsolutePath is null ? null : UrlText.PathOf(AbsolutePath) ?? AbsolutePath;
    }
}
