namespace Monitoring.AspNetCore.Api.Projects;

internal static class ProjectExamples
{
    public static ProjectDocument Project { get; } = new()
    {
        Id = "1",
        Path = "demo/shop",
        Slug = "shop",
        Name = "Shop",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero),
        Features = ["errorTracking"],
    };

    public static ApiContent One { get; } = ApiContent.Of(Project, ProjectJson.Default.ProjectDocument);

    public static ApiContent List { get; } =
        ApiContent.Of(new() { Items = [Project], Next = null }, ProjectJson.Default.ListDocumentProjectDocument);

    public static ApiContent New { get; } = ApiContent.Of(new() { Path = "demo/shop", Name = "Shop", Features = ["errorTracking"] }, ProjectJson.Default.NewProject);

    public static ApiContent Changes { get; } = ApiContent.Of(new() { Name = "The shop" }, ProjectJson.Default.ProjectChanges);

    public static ApiContent Features { get; } =
        ApiContent.Of(new() { Features = ["errorTracking", "incidents"] }, ProjectJson.Default.FeatureSwitches);
}
