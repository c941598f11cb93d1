using System.Globalization;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Sends photos, alone and in albums: uploaded, by address, or by the id of an earlier one.</summary>
internal static class MediaMethods
{
    public static JsonNode SendPhoto(ApiCall call)
    {
        var parameters = call.Parameters;
        var content = ReadPhoto(call, "photo", parameters.Text("photo"));
        var caption = MessageTextReader.ReadCaption(
            parameters.Text("caption"), parameters.Text("parse_mode"), parameters.Json("caption_entities", "entities"));
        if (caption.Text.Length > 0)
            caption.WriteTo(content, "caption", "caption_entities");
        return SendMethods.Send(call, content, "photos").ToJson();
    }

    public static JsonNode SendMediaGroup(ApiCall call)
    {
        if (call.Parameters.Json("media", "media") is not JsonArray media || media.Count == 0)
            throw ApiError.BadRequest("There are no messages to send");
        if (media.Count > 10)
            throw ApiError.BadRequest("Too many messages to send as an album");
        if (media.Count < 2)
            throw ApiError.BadRequest("An album must have at least 2 messages");
        var contents = media.Select((item, index) => ReadMember(call, item, index + 1)).ToList();
        if (contents.Exists(content => content.ContainsKey("audio")) && !contents.TrueForAll(content => content.ContainsKey("audio")))
            throw ApiError.BadRequest("audio can't be mixed with other media types");
        var target = SendTarget.Read(call, "photos");
        call.State.Limiter.TakeSend(call.Bot, target.Chat, contents.Count);
        var album = call.State.NextSerial().ToString(CultureInfo.InvariantCulture);
        return new JsonArray([.. contents.Select(content => target.Add(call, content, keyboard: null, album).ToJson())]);
    }

    public static JsonNode GetFile(ApiCall call)
    {
        var file = call.State.Files.GetValueOrDefault(call.Parameters.Text("file_id") ?? "")
            ?? throw ApiError.BadRequest("invalid file_id");
        // Bots download at most this much.
        if (file.Bytes.Length > 20 * 1024 * 1024)
            throw ApiError.BadRequest("file is too big");
        return new JsonObject
        {
            ["file_id"] = file.Id,
            ["file_unique_id"] = "u" + file.Id,
            ["file_size"] = file.Bytes.Length,
            ["file_path"] = (file.Id.StartsWith("AgAC", StringComparison.Ordinal) ? "photos/" : "documents/") + file.Id,
        };
    }

    /// <summary>Replaces the photo and caption of a message.</summary>
    public static JsonObject ReadMedia(ApiCall call) => ReadItem(call, call.Parameters.Json("media", "InputMedia"));

    // A file that cannot be fetched fails the whole album, by its place.
    private static JsonObject ReadMember(ApiCall call, JsonNode? item, int place)
    {
        try
        {
            return ReadItem(call, item);
        }
        catch (ApiError e) when (e.Message.EndsWith("failed to get HTTP URL content", StringComparison.Ordinal))
        {
            throw ApiError.BadRequest(string.Create(
                CultureInfo.InvariantCulture, $"failed to send message #{place} with the error message \"WEBPAGE_CURL_FAILED\""));
        }
    }

    private static JsonObject ReadItem(ApiCall call, JsonNode? item)
    {
        var content = item?["type"]?.GetValue<string>() switch
        {
            "photo" => ReadPhoto(call, "", item["media"]?.GetValue<string>()),
            "video" => FileMethods.Read(call, "video", item["media"]?.GetValue<string>()),
            "audio" => FileMethods.Read(call, "audio", item["media"]?.GetValue<string>()),
            _ => throw ApiError.BadRequest("this emulator takes only photos, video and audio here"),
        };
        var caption = MessageTextReader.ReadCaption(
            item?["caption"]?.GetValue<string>(), item?["parse_mode"]?.GetValue<string>(), item?["caption_entities"]);
        if (caption.Text.Length > 0)
            caption.WriteTo(content, "caption", "caption_entities");
        return content;
    }

    private static JsonObject ReadPhoto(ApiCall call, string part, string? value)
    {
        const string attach = "attach://";
        var upload = value?.StartsWith(attach, StringComparison.Ordinal) == true
            ? call.Parameters.File(value[attach.Length..])
            : call.Parameters.File(part);
        if (upload is not null)
            return PhotoOf(Store(call.State, upload), upload.Bytes.Length);
        if (string.IsNullOrEmpty(value))
            throw ApiError.BadRequest("there is no photo in the request");
        if (call.State.Files.TryGetValue(value, out var known))
            return PhotoOf(known.Id, known.Bytes.Length);
        if (!value.Contains("://", StringComparison.Ordinal))
            throw ApiError.BadRequest("wrong file identifier/HTTP URL specified");
        if (LinkAddress.Check(value) is null)
            throw ApiError.BadRequest("wrong HTTP URL specified");

        // The emulator never fetches: an address counts as what its ending says, and as fetched unless a fault is scripted.
        var path = new Uri(value).AbsolutePath;
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ico", StringComparison.OrdinalIgnoreCase))
            throw ApiError.BadRequest("PHOTO_EXT_INVALID");
        if (path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            throw ApiError.BadRequest("wrong type of the web page content");
        return PhotoOf(Store(call.State, new StoredFile("", value, "text/uri-list", [])), 0);
    }

    private static string Store(EmulatorState state, StoredFile upload)
    {
        if (upload.ContentType != "text/uri-list" && upload.Bytes.Length == 0)
            throw ApiError.BadRequest("file must be non-empty");
        if (upload.Bytes.Length > 10 * 1024 * 1024)
            throw ApiError.BadRequest("Too big file for a photo");
        var id = string.Create(CultureInfo.InvariantCulture, $"AgACphoto{state.NextSerial():D8}");
        state.Files[id] = upload with { Id = id };
        return id;
    }

    private static JsonObject PhotoOf(string id, int size) => new()
    {
        ["photo"] = new JsonArray(new JsonObject
        {
            ["file_id"] = id,
            ["file_unique_id"] = "u" + id,
            ["width"] = 1280,
            ["height"] = 720,
            ["file_size"] = size,
        }),
    };
}
