using Microsoft.AspNetCore.Http;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Keys;

internal static class KeyEndpoints
{
    /// <summary>How often a change without If-Match is tried when others change the same key.</summary>
    private const int Attempts = 5;

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listKeys",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/keys",
                Summary = "Lists the client keys of a project with their DSNs, the oldest first; for maintainers",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = KeyExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "createKey",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/keys",
                Summary = "Adds a client key to a project; for maintainers",
                Parameters = [Parameters.Project],
                Request = KeyExamples.New,
                Status = StatusCodes.Status201Created,
                Answer = KeyExamples.One,
                Refusals = [403, 404, 409],
            },
            CreateAsync);
        api.Map(
            new()
            {
                Id = "getKey",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/keys/{key}",
                Summary = "Reads a client key; for maintainers",
                Parameters = [Parameters.Project, KeyExamples.Parameter],
                Answer = KeyExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "changeKey",
                Method = HttpMethods.Patch,
                Path = "/projects/{p}/keys/{key}",
                Summary = "Changes a client key: label, service, limit, or revokes it; for maintainers",
                Description = "What is left out stays as it is. A key with 'isActive' false is refused at intake from then on.",
                Parameters = [Parameters.Project, KeyExamples.Parameter, Parameters.IfMatch],
                Request = KeyExamples.Changes,
                Answer = KeyExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            ChangeAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var dsn = DsnText.For(call);
        var result = await call.Service<IClientKeyDirectory>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(key => KeyDocument.Of(key.Value, dsn)), KeyJson.Default.ListDocumentKeyDocument);
    });

    private static ValueTask<ApiAnswer> CreateAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(KeyJson.Default.NewKey, out var input, out var problem))
        {
            return problem!;
        }

        if (input.Label is null)
        {
            return Problem.BadRequest("label: is missing.");
        }

        var key = default(PublicKey);
        if (input.PublicKey is not null && !PublicKey.TryParse(input.PublicKey, out key))
        {
            return Problem.BadRequest($"publicKey: has other characters than A-Z, a-z, 0-9 and '_', or not 1 to {PublicKey.MaxLength} of them.");
        }

        var result = await call.Service<IClientKeyDirectory>()
            .CreateAsync(call.Actor, project, KeyInput.Settings(input, input.Label), key, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.Created(
            KeyDocument.Of(result.Value!, DsnText.For(call)), KeyJson.Default.KeyDocument, result.Value!.PublicKey.ToString(), result.Version);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!PublicKey.TryParse(call.Route("key"), out var key))
        {
            return NoKey(call);
        }

        var result = await call.Service<IClientKeyDirectory>().GetAsync(call.Actor, project, key, call.Cancellation);
        return result.ToAnswer(call, found => KeyDocument.Of(found, DsnText.For(call)), KeyJson.Default.KeyDocument);
    });

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!PublicKey.TryParse(call.Route("key"), out var key))
        {
            return NoKey(call);
        }

        if (!call.TryRead(KeyJson.Default.KeyChanges, out var changes, out var problem))
        {
            return problem!;
        }

        for (var attempt = 1; ; attempt++)
        {
            var result = await TryChangeAsync(call, project, key, changes);
            if (result.Outcome != CommandOutcome.Conflict || call.ExpectedVersion is not null || attempt == Attempts)
            {
                return result.ToAnswer(call, changed => KeyDocument.Of(changed, DsnText.For(call)), KeyJson.Default.KeyDocument);
            }
        }
    });

    private static async ValueTask<CommandResult<ClientKey>> TryChangeAsync(ApiCall call, ProjectId project, PublicKey key, KeyChanges changes)
    {
        var keys = call.Service<IClientKeyDirectory>();
        var found = await keys.GetAsync(call.Actor, project, key, call.Cancellation);
        if (found.Outcome != CommandOutcome.Done)
        {
            return found;
        }

        return KeyInput.Apply(changes, found.Value!, out var reason) is { } settings
            ? await keys.UpdateAsync(call.Actor, project, key, settings, call.ExpectedVersion ?? found.Version, call.Cancellation)
            : CommandResults.Invalid<ClientKey>(reason);
    }

    private static ApiAnswer NoKey(ApiCall call) => Problem.NotFound($"The project has no key '{Problem.Short(call.Route("key"))}'.");
}
