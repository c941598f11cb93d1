using System.Globalization;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Sends files, uploaded or by the id of an earlier one.</summary>
internal static class DocumentMethods
{
    private const int Largest = 50 * 1024 * 1024;

    public static JsonNode Send(ApiCall call)
    {
        var parameters = call.Parameters;
        const string attach = "attach://";
        var value = parameters.Text("document");
        var upload = value?.StartsWith(attach, StringComparison.Ordinal) == true ? parameters.File(value[attach.Length..]) : parameters.File("document");
        var file = upload is not null ? Store(call.State, upload.Name, upload.ContentType, upload.Bytes)
            : call.State.Files.GetValueOrDefault(value ?? "") ?? throw ApiError.BadRequest("there is no document in the request");
        var content = ContentOf(file);
        var caption = MessageTextReader.ReadCaption(
            parameters.Text("caption"), parameters.Text("parse_mode"), parameters.Json("caption_entities", "entities"));
        if (caption.Text.Length > 0)
            caption.WriteTo(content, "caption", "caption_entities");
        return SendMethods.Send(call, content, "documents").ToJson();
    }

    /// <summary>Keeps a file, whoever sends it.</summary>
    public static StoredFile Store(EmulatorState state, string name, string contentType, byte[] bytes)
    {
        if (bytes.Length == 0)
            throw ApiError.BadRequest("file must be non-empty");
        if (bytes.Length > Largest)
            throw ApiError.BadRequest("file is too big");
        var id = string.Create(CultureInfo.InvariantCulture, $"BQACfile{state.NextSerial():D8}");
        return state.Files[id] = new StoredFile(id, name, contentType, bytes);
    }

    public static JsonObject ContentOf(StoredFile file) => new()
    {
        ["document"] = new JsonObject
        {
            ["file_name"] = file.Name,
            ["mime_type"] = file.ContentType,
            ["file_id"] = file.Id,
            ["file_unique_id"] = "u" + file.Id,
            ["file_size"] = file.Bytes.Length,
        },
    };
}
