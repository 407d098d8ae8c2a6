using System.Reflection;
using System.Runtime.Loader;

/// <summary>
/// Runs in the host before its own Main (<c>DOTNET_STARTUP_HOOKS</c>) and lets it find this assembly, so that the sample host can be measured
/// unchanged with another store.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var here = Assembly.GetExecutingAssembly();
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == here.GetName().Name ? here : null;
    }
}
