using System.Reflection;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Hosting;

/// <summary>Programs of this checkout, built in the same configuration as the tests.</summary>
internal static class BuiltProgram
{
    /// <summary>Debug or Release, as the tests were built.</summary>
    public static string Configuration => Metadata("Configuration");

    /// <summary>The executable assembly of a project, to be run with <c>dotnet</c>.</summary>
    /// <param name="directory">The project's directory, relative to the root, with forward slashes.</param>
    /// <param name="name">The assembly's name.</param>
    public static string Assembly(string directory, string name)
    {
        var path = Repository.File([.. directory.Split('/'), "bin", Configuration, Metadata("TargetFramework"), $"{name}.dll"]);
        return File.Exists(path) ? path : throw new InvalidOperationException($"'{path}' is not there: build the solution.");
    }

    private static string Metadata(string key) =>
        typeof(BuiltProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
