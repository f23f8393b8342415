import java.nio.file.*;
import java.util.*;
import org.apache.solr.embedded.*;
import org.eclipse.jetty.server.*;

/** A node of Solr, from the variables that the image's own start script reads, and with the same defaults. */
public class SolrNode {
  public static void main(String[] args) throws Exception {
    Map<String, String> env = System.getenv();
    Path home = Files.createDirectories(Paths.get("/var/solr/data"));
    Files.writeString(home.resolve("solr.xml"), "<solr><str name=\"allowPaths\">${solr.allowPaths:}</str><solrcloud>"
      + "<str name=\"host\">${host:}</str><int name=\"hostPort\">${hostPort:8983}</int><str name=\"hostContext\">solr</str><int name=\"zkClientTimeout\">15000</int></solrcloud></solr>");
    System.setProperty("zkHost", env.get("ZK_HOST"));
    System.setProperty("createZkChroot", env.getOrDefault("ZK_CREATE_CHROOT", "false"));
    System.setProperty("host", env.get("SOLR_HOST"));
    System.setProperty("solr.log.dir", "/var/solr/logs");
    System.setProperty("solr.default.confdir", args[0]);
    for (String option : env.getOrDefault("SOLR_OPTS", "").split(" ")) {
      if (option.startsWith("-D")) System.setProperty(option.substring(2, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }
    JettySolrRunner node = new JettySolrRunner(home.toString(), JettyConfig.builder().setPort(8983).setContext("/solr").build());
    // It is made for one machine, and listens for that alone.
    var field = JettySolrRunner.class.getDeclaredField("server");
    field.setAccessible(true);
    for (Connector connector : ((Server) field.get(node)).getConnectors()) ((ServerConnector) connector).setHost("0.0.0.0");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.stop();
      } catch (Exception error) {
        error.printStackTrace();
      }
    }));
    node.start();
  }
}
