using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Every address of the service, taken from its endpoints, so that a new one is tested by itself.</summary>
internal static class EveryPath
{
    /// <summary>What stands in the place of a parameter: something that exists, where one name alone decides.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["/feeds/{path}"] = "all.rss",
        ["/category/{id}"] = "news",
        ["/source/{id}"] = "portal",
        ["/article/{id}"] = "00000000-0000-0000-0000-000000000001",
        ["/assets/{name}"] = "site.css",
        ["/chat/{name}"] = "chat.js",
    };

    /// <param name="method">Only those that take this method; null for all.</param>
    public static IReadOnlyList<string> Of(IServiceProvider services, string? method = null) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => method is null || e.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Contains(method))
            .Where(e => !IsFallback(e.RoutePattern))
            .Select(e => PathOf(e.RoutePattern)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static bool IsFallback(RoutePattern pattern) => pattern.PathSegments is [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }];

    private static string PathOf(RoutePattern pattern)
    {
        var (path, named) = ("", "");
        foreach (var segment in pattern.PathSegments)
        {
            (path, named) = (path + "/", named + "/");
            foreach (var part in segment.Parts)
            {
                var name = part is RoutePatternParameterPart parameter ? $"{{{parameter.Name}}}" : TextOf(part);
                named += name;
                path += part is RoutePatternParameterPart sample ? Values.GetValueOrDefault(named, ValueOf(sample)) : name;
            }
        }

        return path.Length == 0 ? "/" : path;
    }

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => throw new InvalidOperationException($"no text for {part}"),
    };

    private static string ValueOf(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Any(p => p.Content == "long") ? "0"
        : parameter.ParameterPolicies.Any(p => p.Content == "guid") ? "00000000-0000-0000-0000-000000000001" : "some-name";
}
