using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>Reads the articles written for the demo from the embedded resource.</summary>
internal static partial class PortalStock
{
    /// <summary>Returns the articles in the order of publication.</summary>
    public static IReadOnlyList<PortalText> Read()
    {
        using var resource = typeof(PortalStock).Assembly.GetManifestResourceStream("portal-articles.json")
            ?? throw new InvalidOperationException("The program was built without its resource portal-articles.json.");
        return JsonSerializer.Deserialize(resource, StockJson.Default.PortalTextArray)
            ?? throw new InvalidOperationException("The resource portal-articles.json is empty.");
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UseStringEnumConverter = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(PortalText[]))]
    private sealed partial class StockJson : JsonSerializerContext;
}
