using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The parameters of one call in any encoding: query, form, multipart or JSON.</summary>
internal sealed class ApiParameters
{
    private readonly Dictionary<string, JsonNode> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredFile> files = new(StringComparer.Ordinal);

    public static ApiParameters From(JsonObject json)
    {
        var parameters = new ApiParameters();
        parameters.AddJson(json);
        return parameters;
    }

    public static async Task<ApiParameters> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var parameters = new ApiParameters();
        foreach (var (name, value) in request.Query)
            parameters.values[name] = JsonValue.Create(value.ToString());

        if (request.HasFormContentType)
            await parameters.ReadFormAsync(request, cancel);
        else if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
            await parameters.ReadJsonAsync(request, cancel);
        return parameters;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var node => node.ToJsonString(),
    };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int? Int(string name) => Number(name) is { } number && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public bool Flag(string name) => Text(name)?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "Y" or "T";

    /// <summary>An object or array; in forms these come as JSON text.</summary>
    public JsonNode? Json(string name, string what)
    {
        if (values.GetValueOrDefault(name) is not { } node)
            return null;
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            return node;
        if (text.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw ApiError.BadRequest($"can't parse {what} JSON object");
        }
    }

    public StoredFile? File(string name) => files.GetValueOrDefault(name);

    /// <summary>What the ledger keeps of the call: everything except the bytes of files.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
            json[name] = value.DeepClone();
        foreach (var (name, file) in files)
            json[name] = $"file {file.Name}, {file.Bytes.Length} bytes";
        return json;
    }

    private void AddJson(JsonObject json)
    {
        foreach (var (name, value) in json)
        {
            if (value is not null)
                values[name] = value.DeepClone();
        }
    }

    private async Task ReadJsonAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength == 0)
            return;
        try
        {
            if (await JsonNode.ParseAsync(request.Body, cancellationToken: cancel) is not JsonObject json)
                throw ApiError.BadRequest("can't parse JSON object");
            AddJson(json);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // ArgumentException: the same member twice.
            throw ApiError.BadRequest("can't parse JSON object");
        }
    }

    private async Task ReadFormAsync(HttpRequest request, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        foreach (var (name, value) in form)
            values[name] = JsonValue.Create(value.ToString());
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancel);
            files[file.Name] = new StoredFile("", file.FileName, file.ContentType ?? "application/octet-stream", bytes.ToArray());
        }
    }
}
