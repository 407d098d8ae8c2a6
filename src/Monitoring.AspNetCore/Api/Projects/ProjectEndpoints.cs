using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Projects;

internal static class ProjectEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listProjects",
                Method = HttpMethods.Get,
                Path = "/projects",
                Summary = "Lists the projects that the caller may see, by number",
                Parameters = [Parameters.Limit, Parameters.Cursor],
                Answer = ProjectExamples.List,
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "createProject",
                Method = HttpMethods.Post,
                Path = "/projects",
                Summary = "Creates a project; for administrators of the host",
                Request = ProjectExamples.New,
                Status = StatusCodes.Status201Created,
                Answer = ProjectExamples.One,
                Refusals = [403, 409],
            },
            CreateAsync);
        api.Map(
            new()
            {
                Id = "getProject",
                Method = HttpMethods.Get,
                Path = "/projects/{p}",
                Summary = "Reads a project",
                Parameters = [Parameters.Project],
                Answer = ProjectExamples.One,
                Refusals = [404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "changeProject",
                Method = HttpMethods.Patch,
                Path = "/projects/{p}",
                Summary = "Renames a project; for maintainers",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = ProjectExamples.Changes,
                Answer = ProjectExamples.One,
                Refusals = [403, 404, 412],
            },
            ChangeAsync);
        api.Map(
            new()
            {
                Id = "setFeatures",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/features",
                Summary = "Switches features of a project on and off; for owners",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = ProjectExamples.Features,
                Answer = ProjectExamples.One,
                Refusals = [403, 404, 412],
            },
            SetFeaturesAsync);
    }

    private static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var page = await call.Service<IProjectDirectory>().ListAsync(call.Actor, limit, call.Query.Cursor, call.Cancellation);
        return ApiAnswer.Ok(page.ToList(project => ProjectDocument.Of(project.Value)), ProjectJson.Default.ListDocumentProjectDocument);
    }

    private static async ValueTask<ApiAnswer> CreateAsync(ApiCall call)
    {
        if (!call.TryRead(ProjectJson.Default.NewProject, out var input, out var problem))
        {
            return problem!;
        }

        var id = default(ProjectId);
        if (input.Path is null)
        {
            return Problem.BadRequest("path: is missing.");
        }

        if (input.Id is not null && !ProjectId.TryParse(input.Id, out id))
        {
            return Problem.BadRequest($"id: '{Problem.Short(input.Id)}' is no positive number in a string.");
        }

        if (!TryReadFeatures(input.Features.IsDefault ? [] : input.Features, out var features, out problem))
        {
            return problem!;
        }

        var result = await call.Service<IProjectDirectory>().CreateAsync(call.Actor, input.Path, input.Name ?? input.Path, id, features, call.Cancellation);
        return result.Refusal(call)
            ?? ApiAnswer.Created(ProjectDocument.Of(result.Value!), ProjectJson.Default.ProjectDocument, result.Value!.Id.ToString(), result.Version);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IProjectDirectory>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, ProjectDocument.Of, ProjectJson.Default.ProjectDocument);
    });

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ProjectJson.Default.ProjectChanges, out var input, out var problem))
        {
            return problem!;
        }

        if (input.Name is null)
        {
            return Problem.BadRequest("name: is missing, and nothing else can be changed here.");
        }

        var result = await call.Service<IProjectDirectory>().RenameAsync(call.Actor, project, input.Name, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, ProjectDocument.Of, ProjectJson.Default.ProjectDocument);
    });

    private static ValueTask<ApiAnswer> SetFeaturesAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ProjectJson.Default.FeatureSwitches, out var input, out var problem))
        {
            return problem!;
        }

        if (input.Features.IsDefault)
        {
            return Problem.BadRequest("features: is missing.");
        }

        if (!TryReadFeatures(input.Features, out var features, out problem))
        {
            return problem!;
        }

        var result = await call.Service<IProjectDirectory>().SetFeaturesAsync(call.Actor, project, features, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, ProjectDocument.Of, ProjectJson.Default.ProjectDocument);
    });

    private static bool TryReadFeatures(ImmutableArray<string> words, out ImmutableArray<Feature> features, out ApiAnswer? problem)
    {
        var read = ImmutableArray.CreateBuilder<Feature>(words.Length);
        foreach (var word in words)
        {
            if (!Words.TryParse<Feature>(word, out var feature))
            {
                features = [];
                problem = Problem.BadRequest($"features: '{Problem.Short(word ?? "null")}' is none of {string.Join(", ", Words.Features)}.");
                return false;
            }

            read.Add(feature);
        }

        features = read.ToImmutable();
        problem = null;
        return true;
    }
}
