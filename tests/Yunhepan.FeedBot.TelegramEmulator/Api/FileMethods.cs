using System.Globalization;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>
/// Sends video and audio by address. The emulator never fetches: an address says by its ending and <c>bytes</c> what it is.
/// </summary>
internal static class FileMethods
{
    /// <summary>What Telegram fetches by address of anything but a photo.</summary>
    private const long MostBytes = 20 * 1024 * 1024;

    public static JsonNode Send(ApiCall call, string kind)
    {
        var content = Read(call, kind, call.Parameters.Text(kind));
        var caption = MessageTextReader.ReadCaption(
            call.Parameters.Text("caption"), call.Parameters.Text("parse_mode"), call.Parameters.Json("caption_entities", "entities"));
        if (caption.Text.Length > 0)
            caption.WriteTo(content, "caption", "caption_entities");
        return SendMethods.Send(call, content, kind == "video" ? "videos" : "music").ToJson();
    }

    public static JsonObject Read(ApiCall call, string kind, string? value)
    {
        if (string.IsNullOrEmpty(value))
            throw ApiError.BadRequest($"there is no {kind} in the request");
        if (!value.Contains("://", StringComparison.Ordinal))
            throw ApiError.BadRequest("wrong file identifier/HTTP URL specified");
        if (LinkAddress.Check(value) is null)
            throw ApiError.BadRequest("wrong HTTP URL specified");
        var address = new Uri(value);
        var type = (kind, Path.GetExtension(address.AbsolutePath).ToLowerInvariant()) switch
        {
            ("video", ".mp4") => "video/mp4",
            ("audio", ".mp3") => "audio/mpeg",
            ("audio", ".m4a") => "audio/mp4",
            _ => throw ApiError.BadRequest("wrong type of the web page content"),
        };
        if (BytesOf(address) > MostBytes)
            throw ApiError.BadRequest("failed to get HTTP URL content");
        var id = string.Create(CultureInfo.InvariantCulture, $"BAAC{kind}{call.State.NextSerial():D8}");
        call.State.Files[id] = new StoredFile(id, value, "text/uri-list", []);
        return new JsonObject
        {
            [kind] = new JsonObject
            {
                ["file_id"] = id,
                ["file_unique_id"] = "u" + id,
                ["duration"] = 30,
                ["width"] = 1280,
                ["height"] = 720,
                ["mime_type"] = type,
            },
        };
    }

    private static long BytesOf(Uri address) =>
        System.Web.HttpUtility.ParseQueryString(address.Query)["bytes"] is { } stated
        && long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
}
