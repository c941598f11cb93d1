namespace Yunhepan.FeedBot.Publishing.Pages;

// The page about privacy in Japanese and Spanish.
internal sealed partial record PageTexts
{
    private static IEnumerable<(string Title, string Text)> JapanesePrivacy(PrivacyTerms? terms) =>
    [
        ("ページやフィードを読むとき", "Cookie、統計、第三者のスクリプトは使いません。IP アドレスは不正利用を防ぐため一時的にメモリーに置くだけで、データベースには書き込みません。"
            + "記事の画像、音声、動画は元のサイトから、ページのアドレスを伝えずに読み込みます。元のサイトには IP アドレスが見えます。"),
        ("ウェブチャット", "ブラウザーには無作為な鍵を入れた Cookie が一つあり、こちらにはそのハッシュ値だけを保存します。会話は直近の 500 件を保存します。"
            + "ネットワークがなくても読めるように、ブラウザーにも直近の 500 件とその画像が保存されます。通知をオンにすると、ブラウザーが発行した宛先と鍵をこちらに保存し、"
            + "通知は暗号化してブラウザーの提供元のサービス経由で届けます。"),
        ("Telegram", "チャットの番号と、グループやチャンネルの名前を保存します。個人の名前や電話番号は保存しません。"
            + "Telegram からプッシュされたメッセージは、返答するまで（最長 2 日）そのまま保存します。メッセージは Telegram のサーバーを通り、"
            + "Telegram のプライバシーポリシーが適用されます。"),
        ("どのチャットでも保存するもの", "言語、タイムゾーンなどの設定、フォローやミュートをしているトピックと言葉、追加した配信元、質問と回答、専用フィードの鍵、"
            + "送ったメッセージの記録（記事とメッセージの番号、時刻、結果だけで、本文はありません）"
            + (terms is null ? "。" : $"。記録は {Days(terms.Receipts)} 日間保存します。")),
        ("受け取りと消去", "チャットで /mydata を送ると、以上のデータをすべて含むファイル（JSON）を受け取れます。「すべて消去」を押して確認すると、"
            + "すべての表からただちに消え、元に戻せません。残るのは、チャットアプリにあるメッセージ（ご自分で削除できます）、"
            + "ほかの人もフォローしている配信元（誰が追加したかは残りません）、期限が来るまでの運営者のバックアップとログです。"),
        ("申し立て", "申し立ての内容と連絡先は運営者だけが見て、対応と回答に使います。"),
        ("ニュースに出てくる人", "記事は公開された配信元のもので、各ページに出典を示しています。行方不明の方の名前、写真、電話番号は、"
            + (terms is null ? "発見された後に" : $"発見から {Days(terms.FoundPersons)} 日後に")
            + "ここから削除し、検索エンジンにも掲載をやめるよう求めます。記事で権利を侵害された場合は、記事の末尾の「この記事について申し立てる」をご利用ください。"),
    ];

    private static IEnumerable<(string Title, string Text)> SpanishPrivacy(PrivacyTerms? terms) =>
    [
        ("Al leer páginas y feeds", "Sin cookies, sin estadísticas, sin scripts de terceros. Tu dirección de red está un momento en "
            + "memoria, contra abusos, y no se escribe en la base de datos. Las imágenes, los audios y los vídeos de los artículos "
            + "se cargan de sus propios sitios, sin la dirección de la página; esos sitios ven tu dirección de red."),
        ("El chat web", "Tu navegador tiene una cookie con un secreto aleatorio, del que aquí solo se guarda un hash. Se guardan "
            + "los últimos 500 mensajes. Para leerlos sin conexión, tu navegador guarda también los últimos 500 mensajes y sus "
            + "imágenes. Si has activado las notificaciones, aquí se guardan la dirección y las claves que dio tu navegador; van "
            + "cifradas y pasan por el servicio de su fabricante."),
        ("Telegram", "Se guarda el número del chat, y el nombre de un grupo o canal; no se guardan nombres ni teléfonos de "
            + "personas. Un mensaje que Telegram envía se guarda tal cual hasta que se responde, como mucho dos días. "
            + "Los mensajes pasan por los servidores de Telegram, con su propia política de privacidad."),
        ("De cada chat", "Su idioma, su zona horaria y otros ajustes; los temas y palabras que sigue o silencia; las fuentes que "
            + "has añadido; tus preguntas a las entidades y sus respuestas; el secreto del feed privado; qué mensajes se enviaron: "
            + "números de artículos y mensajes, horas y resultados, pero ningún texto"
            + (terms is null ? "." : $", durante {Days(terms.Receipts)} días.")),
        ("Obtenerlo y borrarlo", "Envía /mydata en el chat: recibes un archivo (JSON) con todo lo anterior. Pulsa ahí “Borrar todo” "
            + "y confirma, y desaparece de todas las tablas al momento y para siempre. Quedan: los mensajes en tu programa de chat, "
            + "que puedes borrar tú; las fuentes que otros también siguen, sin quién las añadió; las copias de seguridad y los "
            + "registros del operador, hasta que caducan."),
        ("Reclamaciones", "Solo el operador ve el texto y el contacto de una reclamación, para tramitarla y responder."),
        ("Las personas en las noticias", "Los artículos vienen de fuentes públicas, que cada página nombra. El nombre, la foto y el "
            + "teléfono de una persona desaparecida se eliminan "
            + (terms is null ? "cuando se la ha localizado" : $"{Days(terms.FoundPersons)} días después de localizarla")
            + ", y se pide a los buscadores que olviden la página. Si un artículo afecta a tus derechos, usa “Reclamar sobre este "
            + "artículo”, al final."),
    ];
}
