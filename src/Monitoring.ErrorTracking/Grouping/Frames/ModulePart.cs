namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>The module of a frame without what compilers and proxies put into its name.</summary>
internal static class ModulePart
{
    private const string MethodAccessor = "sun.reflect.GeneratedMethodAccessor";
    private const string JdkMethodAccessor = "jdk.internal.reflect.GeneratedMethodAccessor";

    public static FramePart Of(string? module, string? absolutePath, string platform)
    {
        if (string.IsNullOrEmpty(module))
        {
            return FramePart.None;
        }

        return platform switch
        {
            "javascript" when module.Contains('/', StringComparison.Ordinal) && absolutePath?.EndsWith(module, StringComparison.Ordinal) == true =>
                FramePart.Ignored(module, "ignored bad javascript module"),
            "java" => OfJava(module),
            _ => FramePart.Of(module),
        };
    }

    private static FramePart OfJava(string module)
    {
        if (module.Contains("$$Lambda$", StringComparison.Ordinal))
        {
            return FramePart.Ignored(module, "ignored java lambda");
        }

        if (module.StartsWith(MethodAccessor, StringComparison.Ordinal))
        {
            return FramePart.Of(MethodAccessor, "removed reflection marker");
        }

        if (module.StartsWith(JdkMethodAccessor, StringComparison.Ordinal))
        {
            return FramePart.Of(JdkMethodAccessor, "removed reflection marker");
        }

        return FramePart.Cleaned(JavaNames.WithoutGeneratedParts(module), module, "removed codegen marker");
    }
}
